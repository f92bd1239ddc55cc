"""Addresses of agents' figures, targets and pay, below /s/<shop key>/reports/."""

from django.urls import path

from guitai.web.pay import mine, payroll, ranking, schemes, targets, whatif

urlpatterns = [
    path("agents/", ranking.agents, name="reports-agents"),
    path("mine/", mine.mine, name="reports-mine"),
    path("pay/", schemes.overview, name="pay"),
    path("pay/scheme/", schemes.scheme, name="pay-scheme"),
    path("pay/end/", schemes.end, name="pay-end"),
    path("pay/targets/", targets.targets, name="pay-targets"),
    path("pay/payroll/", payroll.payroll, name="pay-payroll"),
    path("pay/payroll/<int:pk>/", payroll.member, name="pay-member"),
    path("whatif/", whatif.whatif, name="whatif"),
    path("whatif/margin/", whatif.margin, name="whatif-margin"),
]

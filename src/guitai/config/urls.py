"""Every address of the installation."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from guitai.web.desk.views import home
from guitai.web.sidecar.views import first as first_sidecar


def alive(request: HttpRequest) -> HttpResponse:
    """Say that the server answers, for whoever watches over it."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("", home, name="home"),
    path("alive/", alive, name="alive"),
    path("", include("guitai.web.people_urls")),
    path("", include("guitai.web.setup.urls")),
    path("s/<slug:shop_key>/setup/phrases/", include("guitai.web.phrases.urls")),
    path("s/<slug:shop_key>/remarks/", include("guitai.web.remarks.urls")),
    path("s/<slug:shop_key>/couriers/", include("guitai.web.delivery.urls")),
    path("s/<slug:shop_key>/imports/", include("guitai.web.imports.urls")),
    path("s/<slug:shop_key>/guard/", include("guitai.web.guard.urls")),
    path("s/<slug:shop_key>/knowledge/", include("guitai.web.knowledge.urls")),
    path("s/<slug:shop_key>/knowledge/guides/", include("guitai.web.guides.urls")),
    path("s/<slug:shop_key>/knowledge/answers/", include("guitai.web.answers.urls")),
    path("s/<slug:shop_key>/knowledge/pairings/", include("guitai.web.pairings.urls")),
    path("s/<slug:shop_key>/reports/", include("guitai.web.reports.urls")),
    path("s/<slug:shop_key>/reports/", include("guitai.web.pay.urls")),
    path("s/<slug:shop_key>/reports/lost/", include("guitai.web.lost.urls")),
    path("s/<slug:shop_key>/reports/staffing/", include("guitai.web.staffing.urls")),
    path("s/<slug:shop_key>/followups/", include("guitai.web.followups.urls")),
    path("s/<slug:shop_key>/roster/", include("guitai.web.roster.urls")),
    path("s/<slug:shop_key>/issues/", include("guitai.web.issues.urls")),
    path("s/<slug:shop_key>/ledgers/", include("guitai.web.ledgers.urls")),
    path("s/<slug:shop_key>/handover/", include("guitai.web.handover.urls")),
    path("s/<slug:shop_key>/warehouse/", include("guitai.web.warehouse.urls")),
    path("s/<slug:shop_key>/cases/", include("guitai.web.cases.urls")),
    path("s/<slug:shop_key>/pictures/", include("guitai.web.pictures.urls")),
    path("s/<slug:shop_key>/playbooks/", include("guitai.web.playbooks.urls")),
    path("sidecar/", first_sidecar, name="first-sidecar"),
    path("s/<slug:shop_key>/sidecar/", include("guitai.web.sidecar.urls")),
    path("", include("guitai.web.widget.urls")),
    path("s/<slug:shop_key>/desk/", include("guitai.web.desk.urls")),
]

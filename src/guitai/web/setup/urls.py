"""Addresses of the first start and of a shop's setup."""

from django.urls import include, path

from guitai.web.setup import figures, history, people, roster, shop, terms

_pages = [
    path("", shop.index, name="setup"),
    path("shop/", shop.settings, name="setup-shop"),
    path("terms/", terms.terms, name="setup-terms"),
    path("terms/activities/add/", terms.add_activity, name="setup-activity-add"),
    path("terms/activities/<int:pk>/", terms.activity, name="setup-activity"),
    path("terms/activities/<int:pk>/retire/", terms.retire_activity, name="setup-activity-retire"),
    path("figures/", figures.figures, name="setup-figures"),
    path("window/", shop.window, name="setup-window"),
    path("window/secret/", shop.reveal_secret, name="setup-window-secret"),
    path("window/secret/rotate/", shop.rotate_secret, name="setup-window-rotate"),
    path("pieces/", shop.pieces, name="setup-pieces"),
    path("people/", people.people, name="setup-people"),
    path("people/add/", people.add, name="setup-person-add"),
    path("people/add/known/", people.add_known, name="setup-person-add-known"),
    path("people/<int:pk>/", people.person, name="setup-person"),
    path("people/<int:pk>/password/", people.reset_password, name="setup-person-password"),
    path("people/<int:pk>/end/", people.end, name="setup-person-end"),
    path("groups/", people.groups, name="setup-groups"),
    path("groups/<int:pk>/", people.group, name="setup-group"),
    path("groups/<int:pk>/remove/", people.remove_group, name="setup-group-remove"),
    path("roster/", roster.roster, name="setup-roster"),
    path("roster/plan/", roster.plan, name="setup-roster-plan"),
    path("roster/copy/", roster.copy_week, name="setup-roster-copy"),
    path("shifts/", roster.shifts, name="setup-shifts"),
    path("shifts/<int:pk>/", roster.shift, name="setup-shift"),
    path("shifts/<int:pk>/retire/", roster.retire_shift, name="setup-shift-retire"),
    path("history/", history.history, name="setup-history"),
]

urlpatterns = [
    path("setup/", shop.first, name="setup-first"),
    path("s/<slug:shop_key>/setup/", include(_pages)),
]

"""Addresses of the chat window: what its pages ask of us, and the one script."""

from django.urls import path

from guitai.web.widget import demo, script, views

urlpatterns = [
    path("widget.js", script.loader, name="widget-script"),
    path("shop.html", demo.shop_page, name="demo-shop-page"),
    path("widget/<str:widget_key>/hello/", views.hello, name="widget-hello"),
    path("widget/<str:widget_key>/messages/", views.messages, name="widget-messages"),
    path("widget/<str:widget_key>/cases/", views.cases, name="widget-cases"),
    path("widget/<str:widget_key>/picture/", views.send_picture, name="widget-send-picture"),
    path("widget/<str:widget_key>/picture/<int:picture_id>/", views.picture, name="widget-picture"),
]

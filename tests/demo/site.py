"""The site with the demo's pages mounted, as it is in demo mode."""

from django.urls import include, path

from stagemap.config.urls import handler400, handler403, handler404, handler429, handler500
from stagemap.config.urls import urlpatterns as site
from stagemap.demo.urls import ROUTES, app_name

urlpatterns = [*(each for each in site if each.app_name != app_name), path("", include((ROUTES, app_name)))]

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]

"""Addresses of the outlook: `/<town>/outlook/...`."""

from django.urls import path

from secap.outlook.views import bridge, portfolio, uncertainty

app_name = "outlook"
urlpatterns = [
    path("uncertainty/<slug:uid>/", uncertainty.page, name="uncertainty"),
    path("uncertainty/<slug:uid>/start/", uncertainty.begin, name="uncertainty-start"),
    path("least-cost/", portfolio.page, name="portfolio"),
    path("least-cost/start/", portfolio.begin, name="portfolio-start"),
    path("least-cost/<slug:uid>/take-over/", portfolio.take_over, name="take-over"),
    path("why/", bridge.page, name="bridge"),
]

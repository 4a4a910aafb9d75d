from django.urls import path

from secap.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.index, name="index"),
    path("build/", views.build, name="build"),
    path("action/<slug:uid>/<str:kind>/", views.action, name="action"),
    path("decision/<str:kind>/", views.decision, name="decision"),
    path("<int:key>/", views.download, name="download"),
]

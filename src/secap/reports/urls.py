from django.urls import path

from secap.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.index, name="index"),
    path("build/", views.build, name="build"),
    path("<int:key>/", views.download, name="download"),
]

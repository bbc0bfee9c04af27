import gc
import os
import time
from pathlib import Path

from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
def slow(request):
    folder = Path(os.environ["SLOW"])
    (folder / "began").touch()
    while not (folder / "go-on").exists():
        time.sleep(0.01)
    Group.objects.create(name="written on the way out")
    return HttpResponse("written")


def frozen(request):
    return HttpResponse(str(gc.get_freeze_count()))


urlpatterns = [path("slow/", slow), path("frozen/", frozen)]

from django.urls import path

from incidents.views import analysis, collections, log, returns, school

app_name = "incidents"
urlpatterns = [
    path("", collections.collections, name="collections"),
    path("school/", school.home, name="school"),
    path("log/", log.log, name="log"),
    path("log/add/", log.add, name="incident_add"),
    path("log/<int:pk>/", log.incident, name="incident"),
    path("log/<int:pk>/remove/", log.remove, name="incident_remove"),
    path("school/<int:pk>/summary/", log.summary, name="log_summary"),
    path("return/<int:pk>/count/", log.count_from_log, name="count_from_log"),
    path("analysis/", analysis.analysis, name="analysis"),
    path("add/", collections.add, name="collection_add"),
    path("<int:pk>/", collections.collection, name="collection"),
    path("<int:pk>/edit/", collections.edit, name="collection_edit"),
    path("<int:pk>/remove/", collections.remove, name="collection_remove"),
    path("<int:pk>/open/", collections.open_, name="collection_open"),
    path("<int:pk>/schools/", collections.ask_more, name="collection_ask_more"),
    path("<int:pk>/chase/", collections.chase_schools, name="collection_chase"),
    path("<int:pk>/accept/", collections.accept_waiting, name="collection_accept"),
    path("<int:pk>/close/", collections.close, name="collection_close"),
    path("<int:pk>/reopen/", collections.reopen, name="collection_reopen"),
    path("return/<int:pk>/", returns.show, name="return"),
    path("return/<int:pk>/fill-in/", returns.fill_in, name="fill_in"),
    path("return/<int:pk>/draft/", returns.draft, name="draft"),
    path("return/<int:pk>/draft/discard/", returns.discard_draft, name="discard_draft"),
    path("return/<int:pk>/confirm/", returns.confirm, name="confirm"),
    path("return/<int:pk>/nil/", returns.nil, name="nil"),
    path("return/<int:pk>/query/", returns.query, name="query"),
    path("return/<int:pk>/answer/", returns.answer, name="answer"),
    path("return/<int:pk>/accept/", returns.accept, name="accept"),
    path("return/<int:pk>/ask-to-reopen/", returns.ask_reopening, name="ask_reopening"),
    path("return/<int:pk>/reopen/", returns.reopen, name="return_reopen"),
    path("return/<int:pk>/decline/", returns.decline, name="decline"),
    path("return/<int:pk>/not-asked/", returns.not_asked, name="not_asked"),
]

"""Answers for machines: whether we can serve, and where the programs' interface will stand (运行状态)."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe


@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """Answer 200 once the database is there and migrated, 503 before (健康检查)."""
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return JsonResponse({"status": "no_database"}, status=503)
    if pending:
        return JsonResponse({"status": "not_migrated"}, status=503)
    return JsonResponse({"status": "ok"})


@require_safe
def programs_entrance(_request: HttpRequest) -> HttpResponse:
    """Say what stands under the programs' entrance (接口说明)."""
    return JsonResponse({"name": "gongkai", "version": "v1", "resources": {}})

"""Writing very many rows from others in one statement, which the ORM has no words for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet


def insert_from(model: type[Model], fields: tuple[str, ...], rows: QuerySet[Any, Any]) -> int:
    """Insert what a query finds, column by column in the order of `fields`; return how many rows.

    Everything not named gets the database's NULL, so name every field that must have a value.
    """
    quote = connection.ops.quote_name
    known = {field.name: field.column or "" for field in model._meta.concrete_fields}
    columns = ", ".join(quote(known[name]) for name in fields)
    sql, params = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {quote(model._meta.db_table)} ({columns}) {sql}", params)
        return int(cursor.rowcount)

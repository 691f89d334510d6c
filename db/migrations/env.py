"""How Alembic runs the steps: on the connection it is given, inside the transaction that is open there."""

from __future__ import annotations

from alembic import context

from db.migrations.rendering import render_item
from db.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()

"""A first migration that describes all its models before the first table is made.

Django describes every model anew after each that a migration creates; with some hundred models that all point
at the municipality a new database then took most of a minute. Here they are described once per migration.
"""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState


class CreatesAtOnce(migrations.Migration):
    """For migrations that hold nothing but `CreateModel`, each constraint in the model it belongs to."""

    def apply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        """Make the tables; return the state of the models after it."""
        if collect_sql or any(not isinstance(one, migrations.CreateModel) for one in self.operations):
            return super().apply(project_state, schema_editor, collect_sql)
        after = project_state.clone()
        after.__dict__.pop("apps", None)  # described at the first table, with all models known
        for operation in self.operations:
            operation.state_forwards(self.app_label, after)
        for operation in self.operations:
            operation.database_forwards(self.app_label, schema_editor, project_state, after)
        return after

"""The one encrypted store: connection and its thread, migrations, repositories, audit, anchor."""

"""Fill the phone's digest of the orders that were there before it."""

from django.apps.registry import Apps
from django.db import migrations, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from guitai.domains.trade.phones import phone_key

_AT_ONCE = 2000


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the keys some thousand orders at a time, so that it can be stopped and go on."""
    orders = apps.get_model("trade", "Order").objects
    last = 0
    while some := list(orders.filter(pk__gt=last).only("pk", "phone", "phone_key").order_by("pk")[:_AT_ONCE]):
        last = some[-1].pk
        for order in some:
            order.phone_key = phone_key(order.phone)
        with transaction.atomic(using=schema_editor.connection.alias):
            orders.bulk_update([order for order in some if order.phone_key], ["phone_key"], batch_size=200)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("trade", "0004_given_amounts")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

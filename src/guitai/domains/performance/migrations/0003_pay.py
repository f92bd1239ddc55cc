import django.db.models.deletion
from django.db import migrations, models

import guitai.common.ordered


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_authority"), ("performance", "0002_days")]

    operations = [
        migrations.CreateModel(
            name="PayVersion",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("scheme", models.CharField(max_length=60)),
                ("version", models.PositiveIntegerField()),
                ("written", guitai.common.ordered.OrderedJSONField()),
                ("at", models.DateTimeField()),
                ("why", models.CharField(blank=True, max_length=300)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "shop",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.shop",
                    ),
                ),
            ],
            options={
                "db_table": "performance_pay_version",
            },
        ),
        migrations.CreateModel(
            name="PayAssignment",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("month", models.DateField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.group",
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "shop",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.shop",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="performance.payversion",
                    ),
                ),
            ],
            options={
                "db_table": "performance_pay_assignment",
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("figure", models.CharField(max_length=60)),
                ("value", models.DecimalField(decimal_places=6, max_digits=18, null=True)),
                ("month", models.DateField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "shop",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.shop",
                    ),
                ),
            ],
            options={
                "db_table": "performance_target",
            },
        ),
        migrations.CreateModel(
            name="Margin",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("share", models.DecimalField(decimal_places=4, max_digits=5)),
                (
                    "shop",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.shop"
                    ),
                ),
            ],
            options={
                "db_table": "performance_margin",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("share__gt", 0), ("share__lte", 1)),
                        name="performance_margin_is_a_share",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="payversion",
            constraint=models.UniqueConstraint(
                fields=("shop", "scheme", "version"), name="performance_pay_version_once"
            ),
        ),
        migrations.AddIndex(
            model_name="payassignment",
            index=models.Index(fields=["shop", "month"], name="performance_assignment_month"),
        ),
        migrations.AddConstraint(
            model_name="payassignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("membership", None), ("group", None), _connector="OR"),
                name="performance_pay_assignment_one_kind",
            ),
        ),
        migrations.AddIndex(
            model_name="target",
            index=models.Index(fields=["shop", "month"], name="performance_target_month"),
        ),
    ]

import datetime

import django.db.models.deletion
from django.db import migrations, models

import guitai.common.ordered


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_authority"), ("performance", "0003_pay")]

    operations = [
        migrations.CreateModel(
            name="RosterTerms",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("takes_part", models.BooleanField(default=True)),
                ("may_nights", models.BooleanField(default=True)),
                ("max_hours_day", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("max_hours_week", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("weekdays_off", models.JSONField(default=list)),
                ("wished_off", models.JSONField(default=list)),
                ("liked_shifts", models.JSONField(default=list)),
                (
                    "membership",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="roster_terms",
                        to="accounts.membership",
                    ),
                ),
            ],
            options={
                "db_table": "performance_roster_terms",
            },
        ),
        migrations.CreateModel(
            name="StaffingSettings",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("level_percent", models.PositiveSmallIntegerField(default=80)),
                ("within_seconds", models.PositiveSmallIntegerField(default=30)),
                ("patience_seconds", models.PositiveIntegerField(blank=True, null=True)),
                ("open_from", models.TimeField(default=datetime.time(8, 0))),
                ("open_until", models.TimeField(default=datetime.time(0, 0))),
                ("least_agents", models.PositiveSmallIntegerField(default=1)),
                ("concurrency", models.PositiveSmallIntegerField(default=5)),
                ("slowdown_percent", models.PositiveSmallIntegerField(default=20)),
                ("weeks", models.PositiveSmallIntegerField(default=4)),
                ("growth_percent", models.SmallIntegerField(default=0)),
                ("max_hours_day", models.PositiveSmallIntegerField(default=9)),
                ("max_hours_week", models.PositiveSmallIntegerField(default=45)),
                ("days_off", models.PositiveSmallIntegerField(default=1)),
                ("days_in_a_row", models.PositiveSmallIntegerField(default=6)),
                ("rest_hours", models.PositiveSmallIntegerField(default=11)),
                ("night_from", models.TimeField(default=datetime.time(0, 0))),
                ("night_until", models.TimeField(default=datetime.time(6, 0))),
                (
                    "shop",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.shop"
                    ),
                ),
            ],
            options={
                "db_table": "performance_staffing_settings",
            },
        ),
        migrations.CreateModel(
            name="DayOff",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("day", models.DateField()),
                (
                    "membership",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="days_off",
                        to="accounts.membership",
                    ),
                ),
            ],
            options={
                "db_table": "performance_day_off",
                "constraints": [
                    models.UniqueConstraint(fields=("membership", "day"), name="performance_day_off_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="LoadDay",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("day", models.DateField()),
                ("changes", models.PositiveIntegerField(default=0)),
                ("sums", models.JSONField()),
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
                "db_table": "performance_load_day",
                "constraints": [
                    models.UniqueConstraint(fields=("shop", "day"), name="performance_load_day_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RosterProposal",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("first", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "being worked out"),
                            ("ready", "to be looked at"),
                            ("failed", "failed"),
                            ("taken", "in the roster"),
                            ("undone", "undone"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("keeps_planned", models.BooleanField(default=True)),
                ("made_at", models.DateTimeField()),
                ("result", guitai.common.ordered.OrderedJSONField(default=dict)),
                ("taken_at", models.DateTimeField(null=True)),
                ("before", models.JSONField(default=list)),
                (
                    "made_by",
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
                (
                    "taken_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
            ],
            options={
                "db_table": "performance_roster_proposal",
                "indexes": [models.Index(fields=["shop", "first"], name="performance_roster_of_week")],
            },
        ),
        migrations.CreateModel(
            name="SpecialDay",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("day", models.DateField()),
                ("name", models.CharField(max_length=40)),
                ("percent", models.PositiveIntegerField()),
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
                "db_table": "performance_special_day",
                "constraints": [
                    models.UniqueConstraint(fields=("shop", "day"), name="performance_special_day_once")
                ],
            },
        ),
    ]

from django.db import migrations, models

PLACES = [
    ("desk", "Desk"),
    ("sidecar", "Sidecar"),
    ("phrase", "Quick phrase"),
    ("knowledge", "Knowledge"),
    ("automatic", "Automatic reply"),
    ("imported", "Imported chat"),
]


class Migration(migrations.Migration):
    dependencies = [("guard", "0001_initial")]

    operations = [
        migrations.AlterField("verdict", "place", models.CharField(choices=PLACES, max_length=10)),
        migrations.AlterField("contact", "place", models.CharField(choices=PLACES, max_length=10)),
    ]

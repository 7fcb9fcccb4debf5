from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0006_lists_and_counts_at_size"),
    ]

    operations = [
        migrations.RenameModel("Issuing", "Giving"),
        migrations.AlterField(
            model_name="giving",
            name="programme",
            field=models.OneToOneField(
                on_delete=models.deletion.CASCADE, related_name="giving", to="programmes.programme"
            ),
        ),
        migrations.AddField(
            model_name="giving",
            name="step",
            field=models.CharField(
                choices=[
                    ("draft", "Its units are written into the draft"),
                    ("issue", "Issued"),
                    ("deadline", "New deadlines"),
                ],
                default="issue",
                max_length=10,
                verbose_name="step",
            ),
        ),
        migrations.AddField(model_name="giving", name="wanted", field=models.JSONField(default=dict)),
        migrations.AddField(
            model_name="programme",
            name="once",
            field=models.UUIDField(blank=True, editable=False, null=True, unique=True),
        ),
    ]

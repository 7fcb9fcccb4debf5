import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0003_lists_fill")]

    operations = [
        migrations.AlterField(
            model_name='item',
            name='topic',
            field=models.ForeignKey(db_column='topic', on_delete=django.db.models.deletion.PROTECT, related_name='items', to='newsroom.topic', to_field='code', verbose_name='topic'),
        ),
    ]

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('briefings', '0001_initial'),
        ('units', '0005_names_of_rows'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='receipt',
            name='handed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='handed over at'),
        ),
        migrations.AddField(
            model_name='receipt',
            name='handed_to',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='taken_over', to='briefings.receipt', verbose_name='goes on at'),
        ),
        migrations.AddField(
            model_name='receipt',
            name='recount',
            field=models.BooleanField(default=False, verbose_name='how many there are has to be said anew'),
        ),
        migrations.AddConstraint(
            model_name='receipt',
            constraint=models.CheckConstraint(condition=models.Q(('handed_to__isnull', True), ('finished_at__isnull', True), _connector='OR'), name='handed_over_only_what_was_open'),
        ),
    ]

"""Housekeeping of the jobs themselves."""

from procrastinate.contrib.django import app

SILENCE = 30  # seconds without a heartbeat after which a worker is held for dead
CONSERVATION = 24 * 7  # hours


@app.periodic(cron="* * * * * */30")  # the sixth field is that of seconds
@app.task(queueing_lock="relancer_taches_bloquees")
async def relancer_taches_bloquees(timestamp: int) -> int:  # noqa: ARG001 (the instant it was due)
    """Give the jobs of a worker that died back to the others; every job is idempotent."""
    bloquees = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE))
    for tache in bloquees:
        await app.job_manager.retry_job(tache)
    return len(bloquees)


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="oublier_taches_finies")
async def oublier_taches_finies(timestamp: int) -> None:  # noqa: ARG001 (as above)
    """Delete the jobs that ended well a week ago; the failed ones stay until someone has looked."""
    await app.job_manager.delete_old_jobs(nb_hours=CONSERVATION, include_cancelled=True)

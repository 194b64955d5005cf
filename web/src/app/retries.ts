/** Repeats attempts a few times after growing pauses. Each id has its own series, which a success ends. Knows nothing of what is attempted. */
const pausesMs = [1_000, 2_000, 5_000, 10_000, 30_000];

interface Series {
  made: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

export class Retries {
  private readonly series = new Map<number, Series>();

  /** Schedules the next attempt, unless one is already scheduled or the series is over. */
  schedule(id: number, attempt: () => void): void {
    const series = this.series.get(id) ?? { made: 0, timer: undefined };
    this.series.set(id, series);
    const pause = pausesMs[series.made];
    if (series.timer !== undefined || pause === undefined) return;
    series.timer = setTimeout(() => {
      series.timer = undefined;
      series.made += 1;
      attempt();
    }, pause);
  }

  end(id: number): void {
    clearTimeout(this.series.get(id)?.timer);
    this.series.delete(id);
  }

  endAll(): void {
    for (const id of [...this.series.keys()]) this.end(id);
  }
}

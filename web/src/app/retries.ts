/** Tries again after growing pauses, a few times. Each id has a series of its own, which a success ends. Knows nothing of what is tried. */
const pausesMs = [1_000, 2_000, 5_000, 10_000, 30_000];

interface Series {
  made: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

export class Retries {
  private readonly series = new Map<number, Series>();

  /** Tries after the next pause, unless a try waits already or all have been made. */
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

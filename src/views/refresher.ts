/**
 * Decides when the machine is looked at: once as soon as one of the views is seen, and then at an interval, but only
 * while a view is visible and the window has the focus. A view that nobody sees costs nothing.
 */
export class Refresher {
  private readonly visible = new Set<string>();
  private timer: NodeJS.Timeout | null = null;
  /** When the last look ended, in milliseconds; null before the first. */
  private lastEnd: number | null = null;
  private looking = false;
  private disposed = false;

  /** `interval` in milliseconds, null for never by itself; `look` may fail, which is its own matter to tell. */
  constructor(
    private readonly look: () => Promise<void>,
    private interval: number | null,
    private focused: boolean,
  ) {}

  setVisible(view: string, isVisible: boolean): void {
    if (isVisible) this.visible.add(view);
    else this.visible.delete(view);
    this.plan();
  }

  setFocused(isFocused: boolean): void {
    this.focused = isFocused;
    this.plan();
  }

  setInterval(milliseconds: number | null): void {
    this.interval = milliseconds;
    this.plan();
  }

  /** Somebody else has looked: the interval begins anew. */
  lookedNow(): void {
    this.lastEnd = Date.now();
    this.plan();
  }

  dispose(): void {
    this.disposed = true;
    this.clear();
  }

  private plan(): void {
    this.clear();
    if (this.disposed || this.looking || this.visible.size === 0) return;
    if (this.lastEnd === null) return this.begin();
    if (this.interval === null || !this.focused) return;
    const due = this.lastEnd + this.interval - Date.now();
    // A clock that was put back must not put off the next look.
    if (due <= 0 || due > this.interval) this.begin();
    else this.timer = setTimeout(() => this.begin(), due);
  }

  private begin(): void {
    this.looking = true;
    const end = (): void => {
      this.looking = false;
      this.lookedNow();
    };
    this.look().then(end, end);
  }

  private clear(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }
}

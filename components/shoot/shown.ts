/** What the database answered, and when it was asked. */
interface Answer<T> {
  stored: T;
  /** How many changes had begun or ended by then. */
  asked: number;
}

interface ShownParts<T> {
  read: () => Promise<T>;
  show: (next: (now: T) => T) => void;
  /** Takes what kept a change from being stored. */
  report: (error: unknown) => void;
}

/**
 * What is shown of something stored that is changed here: each change at once, before the database has it. An answer
 * of the database is shown only if no change is under way and none has begun or ended since it was asked: any other
 * may be older than what stands there. So nothing that was pressed goes back for a moment.
 */
export function createShown<T>({ read, show, report }: ShownParts<T>) {
  let turns = 0;
  let underWay = 0;

  async function ask(): Promise<Answer<T>> {
    const asked = turns;
    return { stored: await read(), asked };
  }

  function tell({ stored, asked }: Answer<T>): void {
    if (underWay === 0 && asked === turns) show(() => stored);
  }

  /** True when no other change was under way at its end. */
  async function store(write: () => Promise<unknown>): Promise<boolean> {
    turns++;
    underWay++;
    try {
      await write();
    } catch (error) {
      report(error);
    }
    turns++;
    underWay--;
    return underWay === 0;
  }

  /** Shows a change, stores it, and then shows what is stored, also when it could not be. */
  async function change(apply: (now: T) => T, write: () => Promise<unknown>): Promise<void> {
    show(apply);
    if (!(await store(write))) return;
    try {
      tell(await ask());
    } catch (error) {
      report(error);
    }
  }

  return { ask, tell, change };
}

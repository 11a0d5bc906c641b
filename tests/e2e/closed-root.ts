import type { CDPSession, Page } from "playwright-core";

/** What stands in a closed shadow root, as assistive technology finds it: by role and name. */
export interface ClosedRoot {
  /** The names of all that has this role, in order. */
  names(role: string): Promise<string[]>;
  /** Where the one with this role and name is, in the window. */
  middle(role: string, name: string): Promise<{ x: number; y: number }>;
  /** Presses the middle of it with the mouse. */
  press(role: string, name: string): Promise<void>;
  isChecked(name: string): Promise<boolean>;
}

interface Node {
  role?: { value?: string };
  name?: { value?: string };
  ignored?: boolean;
  backendDOMNodeId?: number;
  properties?: { name: string; value: { value?: unknown } }[];
}

/** Looks into a page from outside: no script of the page, and none of the test's, sees a closed shadow root. */
export async function lookInto(page: Page): Promise<ClosedRoot> {
  const session = await page.context().newCDPSession(page);
  await session.send("Accessibility.enable");
  const find = async (role: string, name: string) => {
    const found = (await nodes(session)).find((node) => roleOf(node) === role && node.name?.value === name);
    if (!found) throw new Error(`no ${role} named ${name}`);
    return found;
  };
  const middle = async (role: string, name: string) => {
    const { backendDOMNodeId } = await find(role, name);
    const { model } = await session.send("DOM.getBoxModel", { backendNodeId: backendDOMNodeId! });
    const [x1 = 0, y1 = 0, , , x2 = 0, y2 = 0] = model.border;
    return { x: (x1 + x2) / 2, y: (y1 + y2) / 2 };
  };
  return {
    middle,
    names: async (role) =>
      (await nodes(session)).filter((node) => roleOf(node) === role).map(({ name }) => name?.value ?? ""),
    async press(role, name) {
      const { x, y } = await middle(role, name);
      await page.mouse.click(x, y);
    },
    async isChecked(name) {
      const { properties } = await find("checkbox", name);
      return properties?.find((one) => one.name === "checked")?.value.value === "true";
    },
  };
}

const roleOf = ({ role }: Node) => role?.value;

async function nodes(session: CDPSession): Promise<Node[]> {
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  return (nodes as Node[]).filter(({ ignored }) => !ignored);
}

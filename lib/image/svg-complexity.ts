/**
 * How many elements an SVG draws, each as often as it is referred to: `<use>`, patterns, masks and the like can
 * stand for billions in a few lines. What refers to itself is not drawn, and not counted.
 */
export function weightOf(svg: Element): number {
  const named = new Map([svg, ...svg.querySelectorAll("[id]")].map((element) => [element.id, element]));
  const known = new Map<Element, number>();
  const open = new Set<Element>();
  const weigh = (element: Element): number => {
    if (open.has(element)) return 0;
    const before = known.get(element);
    if (before !== undefined) return before;
    open.add(element);
    let weight = 1;
    for (const child of element.children) weight += weigh(child);
    for (const id of referredIn(element)) {
      const target = named.get(id);
      if (target) weight += weigh(target);
    }
    open.delete(element);
    known.set(element, weight);
    return weight;
  };
  return weigh(svg);
}

function referredIn(element: Element): string[] {
  return [...element.attributes].flatMap(({ localName, value }) => {
    if (localName === "href") return value.startsWith("#") ? [value.slice(1)] : [];
    return [...value.matchAll(/url\(\s*["']?#([^"')]+)/g)].map(([, id = ""]) => id);
  });
}

/** The look of a menu, and of what stands in it. */
export const menuClass = "z-20 min-w-36 rounded-card border border-line bg-raised p-1 shadow-float";
export const menuItemClass = "rounded-thumb px-2.5 py-1 outline-none data-highlighted:bg-sunken";

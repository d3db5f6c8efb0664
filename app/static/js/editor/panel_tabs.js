/** The panel's tabs: one is shown; a panel hears "shown" and "hidden". */

const tabs = [...document.querySelectorAll('.editor-tabs [role="tab"]')];
const panelOf = (tab) => document.getElementById(tab.getAttribute("aria-controls"));
const isOpen = (tab) => tab.getAttribute("aria-selected") === "true";
const tabOf = (hash) => tabs.find(({ id }) => `#${id}` === hash);

/** Opens a tab, by its name: line, steps, facts. */
export function openTab(name) {
  const before = tabs.find(isOpen);
  const wanted = tabOf(`#tab-${name}`);
  if (before === wanted) return;
  for (const tab of tabs) {
    tab.setAttribute("aria-selected", tab === wanted);
    tab.tabIndex = tab === wanted ? 0 : -1;
    panelOf(tab).hidden = tab !== wanted;
  }
  panelOf(before).dispatchEvent(new Event("hidden"));
  panelOf(wanted).dispatchEvent(new Event("shown"));
}

const open = (tab) => openTab(tab.id.slice("tab-".length));

/** Arrows go from tab to tab; a link to one, or the page's own address, opens it. */
export function watchTabs() {
  const keys = {
    ArrowRight: (at) => (at + 1) % tabs.length,
    ArrowLeft: (at) => (at + tabs.length - 1) % tabs.length,
    Home: () => 0,
    End: () => tabs.length - 1,
  };
  tabs.forEach((tab, at) => {
    tab.addEventListener("click", () => open(tab));
    tab.addEventListener("keydown", (event) => {
      if (!Object.hasOwn(keys, event.key)) return;
      event.preventDefault();
      const next = tabs[keys[event.key](at)];
      open(next);
      next.focus();
    });
  });
  document.querySelector(".editor-panel").addEventListener("click", (event) => {
    const tab = tabOf(event.target.closest("a")?.getAttribute("href"));
    if (!tab) return;
    event.preventDefault();
    open(tab);
    tab.focus();
  });
  const asked = tabOf(location.hash);
  if (asked) open(asked);
}

// The menu of the phone layout. The theme opens its drawer by a checkbox that no keyboard reaches; this
// gives it a real button, tells assistive technology whether it is open, and lets Escape close it.
const drawer = document.getElementById("__drawer");
const button = document.querySelector(".or-menu");
const sections = document.getElementById("__sections");

if (drawer && button && sections) {
  const show = () => button.setAttribute("aria-expanded", String(drawer.checked));
  const turn = (open) => {
    if (drawer.checked !== open) drawer.click();
  };
  drawer.addEventListener("change", () => {
    show();
    if (drawer.checked) sections.querySelector("a")?.focus({ preventScroll: true });
  });
  button.addEventListener("click", () => turn(!drawer.checked));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drawer.checked) return;
    turn(false);
    button.focus();
  });
  show();
}

// DSFR theme: its dark colours need this attribute. Run before the page is drawn, so that it never flashes.
const sombre = matchMedia("(prefers-color-scheme: dark)");
const poser = () => { document.documentElement.dataset.frTheme = sombre.matches ? "dark" : "light"; };
sombre.addEventListener("change", poser);
poser();

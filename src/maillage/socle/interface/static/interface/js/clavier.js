// Keyboard: / search, ? shortcuts, h home, a letter for each [data-raccourci], and in lists j k Enter x.
const estEnSaisie = (cible) => cible.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
const lignes = () => [...document.querySelectorAll(".ml-ligne")];

const commandes = {
  "/": () => document.getElementById("recherche-texte")?.focus(),
  "?": () => document.getElementById("raccourcis")?.showModal(),
  h: () => document.querySelector(".ml-marque")?.click(),
  j: () => deplacer(1),
  k: () => deplacer(-1),
  x: () => document.querySelector("[data-courante] input[type=checkbox]")?.click(),
};

document.addEventListener("keydown", (touche) => {
  if (touche.ctrlKey || touche.metaKey || touche.altKey || document.querySelector("dialog[open]")) return;
  if (estEnSaisie(touche.target)) {
    if (touche.key === "ArrowDown" && touche.target.id === "recherche-texte") parcourir(touche, 1);
    return;
  }
  if (["ArrowDown", "ArrowUp"].includes(touche.key) && touche.target.closest("#recherche-resultats")) {
    return parcourir(touche, touche.key === "ArrowDown" ? 1 : -1);
  }
  if (touche.key === "Enter" && touche.target === document.body) {
    document.querySelector("[data-courante] .ml-ligne__lien")?.click();
    return;
  }
  const declaree = [...document.querySelectorAll("[data-raccourci]")].find((e) => e.dataset.raccourci === touche.key);
  const commande = declaree ? () => declaree.click() : commandes[touche.key];
  if (commande) { touche.preventDefault(); commande(); }
});

function parcourir(touche, pas) {
  const liens = [...document.querySelectorAll("#recherche-resultats a")];
  if (!liens.length) return;
  touche.preventDefault();
  const rang = liens.indexOf(document.activeElement) + pas;
  (liens[rang] ?? document.getElementById("recherche-texte")).focus();
}

function deplacer(pas) {
  const toutes = lignes();
  if (!toutes.length) return;
  const rang = toutes.findIndex((ligne) => "courante" in ligne.dataset);
  marquer(toutes[Math.min(Math.max(rang + pas, 0), toutes.length - 1)]);
}

function marquer(ligne) {
  lignes().forEach((autre) => delete autre.dataset.courante);
  ligne.dataset.courante = "";
  ligne.scrollIntoView({ block: "nearest" });
  document.activeElement?.blur();
}

// Leaving by a row writes the row in the address: the back button comes back to it.
document.addEventListener("click", (clic) => {
  const ligne = clic.target.closest(".ml-ligne");
  const lien = ligne?.querySelector(".ml-ligne__lien");
  if (!lien || clic.target.closest("input, label, button, summary") || getSelection().toString()) return;
  if (clic.target.closest("a") && clic.target.closest("a") !== lien) return;
  history.replaceState(history.state, "", `#${ligne.id}`);
  if (clic.target.closest("a")) return;
  if (clic.ctrlKey || clic.metaKey) open(lien.href);
  else lien.click();
});

// Selection: the bar of commands appears and says how many rows it will touch.
function compter() {
  const barre = document.querySelector(".ml-lot");
  if (!barre) return;
  const nombre = document.querySelectorAll(".ml-ligne input[name=choix]:checked").length;
  barre.classList.toggle("ml-lot--actif", nombre > 0);
  barre.querySelector(".ml-lot__compte").textContent = nombre > 1 ? `${nombre} lignes cochées :` : "1 ligne cochée :";
}
document.addEventListener("change", (changement) => { if (changement.target.name === "choix") compter(); });
addEventListener("pageshow", compter);

// Back to a list by the address of one of its rows: that row is the current one.
if (location.hash.startsWith("#ligne-")) {
  const ligne = document.getElementById(location.hash.slice(1));
  if (ligne) ligne.dataset.courante = "";
}

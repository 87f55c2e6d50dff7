// Viewer keys: arrows turn pages, r turns the sheet, + and - its size, f searches. Without it, links do the same.
const feuille = document.querySelector("[data-feuille]");
const outils = {
  tourner: () => { feuille.dataset.quarts = (Number(feuille.dataset.quarts ?? 0) + 1) % 4; },
  plus: () => zoomer(1),
  moins: () => zoomer(-1),
  imprimer: () => print(),
};
const zoomer = (pas) => { feuille.dataset.zoom = Math.min(3, Math.max(0, Number(feuille.dataset.zoom ?? 1) + pas)); };
const aller = (sens) => document.querySelector(`[data-page="${sens}"]`)?.click();

document.querySelectorAll("[data-outil]").forEach((bouton) => {
  if (bouton.dataset.outil !== "imprimer" && !feuille) return;
  bouton.hidden = false;
  bouton.addEventListener("click", outils[bouton.dataset.outil]);
});

const touches = {
  ArrowRight: () => aller("suivante"),
  ArrowLeft: () => aller("precedente"),
  r: outils.tourner,
  "+": outils.plus,
  "-": outils.moins,
  f: () => document.getElementById("chercher")?.focus(),
};
document.addEventListener("keydown", (touche) => {
  if (!feuille || touche.ctrlKey || touche.metaKey || touche.altKey || document.querySelector("dialog[open]")) return;
  if (touche.target.closest("input, textarea, select") || !touches[touche.key]) return;
  touche.preventDefault();
  touches[touche.key]();
});
document.querySelector(".vi-pieces [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

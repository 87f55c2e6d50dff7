// Menus, dialogs, toasts, answers of the server that are not what was asked. The page works without it.
document.documentElement.classList.add("ml-avec-js");

// On a phone the entries scroll sideways: the current one is brought into sight.
document.querySelector(".ml-nav [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });

const menus = () => document.querySelectorAll("details.ml-menu[open]");

document.addEventListener("click", (clic) => {
  menus().forEach((menu) => { if (!menu.contains(clic.target)) menu.open = false; });
  const ouvreur = clic.target.closest("[data-ouvre]");
  const dialogue = ouvreur && document.getElementById(ouvreur.dataset.ouvre);
  if (dialogue && !clic.ctrlKey && !clic.metaKey) { clic.preventDefault(); dialogue.showModal(); }
  if (clic.target instanceof HTMLDialogElement) clic.target.close();
  if (!clic.target.closest("#recherche-globale")) viderRecherche();
});

document.addEventListener("keydown", (touche) => {
  if (touche.key !== "Escape") return;
  menus().forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
  viderRecherche();
});

function viderRecherche() {
  document.getElementById("recherche-resultats")?.replaceChildren();
}

document.addEventListener("toggle", (bascule) => {
  if (!bascule.target.matches?.("details.ml-menu") || !bascule.target.open) return;
  menus().forEach((menu) => { if (menu !== bascule.target && !menu.contains(bascule.target)) menu.open = false; });
}, true);

export function annoncer(texte, estSucces = false) {
  const toast = document.createElement("div");
  toast.className = estSucces ? "ml-toast ml-toast--succes" : "ml-toast";
  const phrase = document.createElement("p");
  phrase.textContent = texte;
  toast.append(phrase);
  document.querySelector(".ml-toasts")?.append(toast);
  congedier(toast);
}

function congedier(toast) {
  setTimeout(() => { toast.dataset.part = ""; setTimeout(() => toast.remove(), 500); }, 7000);
}

document.querySelectorAll(".ml-toast").forEach(congedier);

// A whole page where a fragment was asked: the session is over. Nothing is replaced, so nothing typed is lost.
document.addEventListener("htmx:beforeSwap", (evenement) => {
  const reponse = evenement.detail.xhr.responseText;
  if (/^\s*<!doctype/i.test(reponse) && !evenement.detail.boosted) {
    evenement.detail.shouldSwap = false;
    annoncer("Votre session a expiré. Reconnectez-vous dans un autre onglet, puis continuez ici.");
  }
});
document.addEventListener("htmx:sendError", (evenement) => {
  if (!evenement.detail.elt.closest("[data-brouillon]")) annoncer("Connexion interrompue. Vérifiez le réseau, puis recommencez.");
});
document.addEventListener("htmx:responseError", (evenement) => {
  if (/^\s*<!doctype/i.test(evenement.detail.xhr.responseText) && evenement.detail.xhr.status === 403) return;  // said above
  if (!evenement.detail.elt.closest("[data-brouillon]")) annoncer("Le serveur n’a pas pu répondre. Recommencez dans un instant.");
});

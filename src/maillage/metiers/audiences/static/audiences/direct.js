// The live page: the state of what is typed is always said, a command waits for its text, Alt+letter works while typing.
const composer = document.getElementById("composer");
const texte = document.getElementById("composer-texte");

const dire = (mots, attribut) => {
  const etat = document.getElementById("etat");
  if (!etat) return;
  etat.textContent = mots;
  ["data-envoi", "data-alerte"].forEach((nom) => etat.toggleAttribute(nom, nom === attribut));
};
const dansLaPage = (evenement) => evenement.detail.elt.closest("#direct");

document.addEventListener("htmx:beforeRequest", (evenement) => {
  if (dansLaPage(evenement) && evenement.detail.requestConfig.verb === "post") dire("Enregistrement…", "data-envoi");
});
document.addEventListener("htmx:sendError", (evenement) => {
  if (dansLaPage(evenement)) dire("Non enregistré, réseau coupé : votre saisie reste ici", "data-alerte");
});
document.addEventListener("htmx:responseError", (evenement) => {
  if (dansLaPage(evenement)) dire("Non enregistré : recommencez", "data-alerte");
});
document.addEventListener("htmx:afterRequest", (evenement) => {
  if (dansLaPage(evenement) && evenement.detail.xhr.status === 422) dire("Non enregistré : lisez le message", "data-alerte");
});

const lignes = document.getElementById("lignes");
if (lignes && !location.hash) lignes.scrollTop = lignes.scrollHeight;
// A line that is being changed is brought into sight.
document.addEventListener("htmx:afterSettle", () => document.querySelector(".au-note--saisie")?.scrollIntoView({ block: "nearest" }));

// How somebody came is saved field by field: what a colleague wrote meanwhile in another field is left alone.
const changes = new WeakMap();
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (!detail.elt.matches(".au-comparution")) return;
  const noms = changes.get(detail.elt) ?? new Set();
  const nom = detail.triggeringEvent?.target?.name;
  if (nom) noms.add(nom);
  changes.set(detail.elt, noms);
  detail.parameters.changes = [...noms].join(",");
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.elt.matches(".au-comparution") && detail.successful) changes.delete(detail.elt);
});
document.addEventListener("click", (clic) => {
  const bouton = clic.target.closest("[data-retenir]");
  const liste = bouton?.form?.elements.namedItem(bouton.name);
  const choix = liste?.length && !liste.options ? [...liste].find((champ) => champ.options) : liste;
  if (!choix?.options) return;
  clic.preventDefault();
  choix.value = bouton.value;
  choix.dispatchEvent(new Event("change", { bubbles: true }));
});

// The note and the roll as the server has them; what is being typed, and a line being changed, are not touched.
async function relire() {
  const reponse = await fetch(location.href, { redirect: "manual" }).catch(() => null);
  if (!reponse?.ok) return;
  const lue = new DOMParser().parseFromString(await reponse.text(), "text/html");
  ["lignes", "dossiers", "tete-affaire", "donnees"].forEach((id) => {
    const neuf = lue.getElementById(id);
    const ancien = document.getElementById(id);
    if (id === "donnees" && ancien?.contains(document.activeElement)) return;
    if (!neuf || !ancien || ancien.querySelector(".au-note--saisie")) return;
    const hauteur = ancien.scrollHeight - ancien.scrollTop;
    ancien.replaceWith(neuf);
    if (id === "lignes") neuf.scrollTop = neuf.scrollHeight - hauteur;
    globalThis.htmx?.process(neuf);
  });
  document.querySelector("#lignes > li") && document.querySelector(".au-vide")?.remove();
}
document.addEventListener("audience:relire", relire);

// Somebody else in the same case: named, and what he writes appears here.
const veille = document.getElementById("veille");
if (veille) {
  const PERIODE = 12000;
  let empreinte = veille.dataset.empreinte;
  setInterval(async () => {
    if (document.hidden || !navigator.onLine) return;
    const reponse = await fetch(veille.dataset.adresse, { redirect: "manual" }).catch(() => null);
    if (!reponse?.ok) return;
    const lue = await reponse.json();
    veille.textContent = lue.presents.length ? `${lue.presents.join(", ")} ${lue.presents.length > 1 ? "sont" : "est"} aussi dans cette affaire` : "";
    if (lue.empreinte !== empreinte) { empreinte = lue.empreinte; await relire(); }
  }, PERIODE);
}

if (composer) {
  const refus = document.getElementById("refus-note");
  const instant = composer.querySelector("[data-instant]");
  const annonce = composer.querySelector("[data-commande]");
  let choisie = null;

  const choisir = (bouton) => {
    choisie?.removeAttribute("data-choisie");
    choisie = bouton;
    bouton?.setAttribute("data-choisie", "");
    annonce.textContent = bouton ? `pour « ${bouton.lastChild.textContent.trim()} », puis Ctrl+Entrée` : "";
  };
  const viser = (bouton) => {
    // Whom the command is about: the first person of its kind, when the one chosen is of another.
    const role = bouton.dataset.porte;
    const liste = composer.elements.partie;
    const actuelle = liste.selectedOptions[0];
    if (role && role !== "tous" && actuelle?.dataset.role !== role) {
      const premiere = [...liste.options].find((option) => option.dataset.role === role);
      if (premiere) liste.value = premiere.value;
    }
  };

  composer.addEventListener("click", (clic) => {
    const bouton = clic.target.closest(".au-commande");
    if (!bouton) return;
    viser(bouton);
    if ("texte" in bouton.dataset && !texte.value.trim()) {
      clic.preventDefault();
      choisir(bouton);
      texte.focus();
    }
  });
  // Ctrl+Enter sends with the command chosen, else as a plain note.
  composer.addEventListener("keydown", (touche) => {
    if (touche.key === "Enter" && (touche.ctrlKey || touche.metaKey) && choisie) {
      touche.preventDefault();
      touche.stopPropagation();
      composer.requestSubmit(choisie);
    }
  }, true);
  composer.addEventListener("htmx:configRequest", (requete) => {
    instant.value = new Date().toISOString();
    requete.detail.parameters.horodatage = instant.value;
  });
  composer.addEventListener("htmx:afterRequest", (reponse) => {
    if (reponse.detail.elt !== composer || !reponse.detail.successful) return;
    if (/^\s*<!doctype/i.test(reponse.detail.xhr.responseText)) {
      dire("Session expirée : reconnectez-vous dans un autre onglet", "data-alerte");
      return;
    }
    texte.value = "";
    instant.value = "";
    refus.replaceChildren();
    choisir(null);
    document.querySelector(".au-vide")?.remove();
    document.getElementById("lignes").lastElementChild?.scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("keydown", (touche) => {
    if (touche.altKey && !touche.ctrlKey && !touche.metaKey && document.activeElement === texte) {
      const bouton = composer.querySelector(`.au-commande[data-raccourci="${CSS.escape(touche.key.toLowerCase())}"]`);
      if (bouton) { touche.preventDefault(); bouton.click(); }
    }
    if (touche.key === " " && document.activeElement === document.body) { touche.preventDefault(); texte.focus(); }
    if (touche.key === "Escape" && document.activeElement === texte) { choisir(null); texte.blur(); }
  });
  addEventListener("beforeunload", (depart) => { if (texte.value.trim()) depart.preventDefault(); });
}

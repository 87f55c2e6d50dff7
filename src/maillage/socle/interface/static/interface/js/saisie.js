// Forms: keys that choose, Ctrl+Enter, drop zones, drafts that survive a cut or the end of the session.
const groupeDe = (cible) => cible.closest?.("fieldset:has([data-touche])");
const optionsDe = (groupe) => [...groupe.querySelectorAll("[data-touche]")];

document.addEventListener("keydown", (touche) => {
  if (touche.key === "Enter" && (touche.ctrlKey || touche.metaKey)) {
    const formulaire = touche.target.closest("form") ?? document.querySelector("form:has([data-enregistre])");
    const second = touche.shiftKey && formulaire?.querySelector("[data-enregistre] ~ button[type=submit]");
    formulaire?.requestSubmit(second || formulaire.querySelector("[data-enregistre]"));
    return;
  }
  if (touche.ctrlKey || touche.metaKey || touche.altKey) return;
  if (touche.target.matches?.("[data-moments]")) return dater(touche);
  const groupe = groupeDe(touche.target);
  if (!groupe || touche.target.matches("input:not([type=radio]):not([type=checkbox]), textarea")) return;
  const options = optionsDe(groupe);
  const pas = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[touche.key];
  if (pas && touche.target.type === "checkbox") {
    touche.preventDefault();
    options[(options.indexOf(touche.target) + pas + options.length) % options.length].focus();
    return;
  }
  const option = options[Number(touche.key) - 1];
  if (!option || option.disabled) return;
  touche.preventDefault();
  option.focus();
  option.click();
  if (option.dataset.avance) avancer(groupe, option.dataset.avance);
});

// From a group of options to the control named, else to the next one of the form.
function avancer(groupe, nom) {
  const nomme = groupe.form.elements.namedItem(nom);
  if (nomme?.focus) return nomme.focus();
  const controles = [...groupe.form.elements].filter((e) => e.tabIndex >= 0 && !e.disabled && e.type !== "hidden" && e.matches("input, select, textarea, button") && e.checkVisibility());
  const suivant = controles.find((e) => !groupe.contains(e) && groupe.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING);
  (suivant && groupeDe(suivant)?.querySelector("input:checked") || suivant)?.focus();
}

// The number of each option is shown beside it; a group of check boxes is one stop of the Tab key, arrows go inside.
function preparer(racine) {
  racine.querySelectorAll("fieldset:has([data-touche]):not([data-pret])").forEach((groupe) => {
    groupe.dataset.pret = "";
    const options = optionsDe(groupe);
    options.forEach((option, rang) => {
      if (option.type === "checkbox") option.tabIndex = rang ? -1 : 0;
      if (rang > 8) return;
      const signe = document.createElement("span");
      signe.className = "ml-touche";
      signe.setAttribute("aria-hidden", "true");
      signe.textContent = rang + 1;
      groupe.querySelector(`label[for="${option.id}"]`)?.prepend(signe);
    });
  });
  racine.querySelectorAll("[data-moments]:not([data-pret])").forEach((champ) => {
    champ.dataset.pret = "";
    const rangee = document.createElement("div");
    rangee.className = "ml-moments";
    [["Maintenant", 0], ["−15 min", 15], ["−30 min", 30], ["−1 h", 60]].forEach(([texte, minutes]) => {
      const bouton = document.createElement("button");
      bouton.type = "button";
      bouton.className = "fr-btn fr-btn--tertiary fr-btn--sm";
      bouton.tabIndex = -1;
      bouton.textContent = texte;
      bouton.addEventListener("click", () => { ecrireHeure(champ, new Date(), minutes); champ.focus(); });
      rangee.append(bouton);
    });
    champ.after(rangee);
  });
}
preparer(document);
document.addEventListener("htmx:load", (chargement) => preparer(chargement.detail.elt));
document.addEventListener("focusin", (arrivee) => {
  const groupe = arrivee.target.type === "checkbox" && groupeDe(arrivee.target);
  if (groupe) optionsDe(groupe).forEach((option) => { option.tabIndex = option === arrivee.target ? 0 : -1; });
});

// Times: m is now, - a quarter of an hour earlier.
function dater(touche) {
  if (touche.key !== "m" && touche.key !== "-") return;
  touche.preventDefault();
  const lue = /^(\d{1,2}):(\d{2})$/.exec(touche.target.value);
  const depart = new Date();
  if (touche.key === "-" && lue) depart.setHours(lue[1], lue[2]);
  ecrireHeure(touche.target, depart, touche.key === "-" ? 15 : 0);
}
function ecrireHeure(champ, depart, minutesAvant) {
  const heure = new Date(depart.getTime() - minutesAvant * 60000);
  champ.value = `${String(heure.getHours()).padStart(2, "0")}:${String(heure.getMinutes()).padStart(2, "0")}`;
  champ.dispatchEvent(new Event("input", { bubbles: true }));
}

document.querySelectorAll("[data-depot]").forEach((zone) => {
  const champ = zone.querySelector("input[type=file]");
  const survoler = (oui) => (evenement) => { evenement.preventDefault(); zone.toggleAttribute("data-survol", oui); };
  zone.addEventListener("dragover", survoler(true));
  zone.addEventListener("dragleave", survoler(false));
  zone.addEventListener("drop", (evenement) => {
    survoler(false)(evenement);
    if (!evenement.dataTransfer.files.length) return;
    champ.files = evenement.dataTransfer.files;
    champ.dispatchEvent(new Event("change", { bubbles: true }));
  });
});

document.querySelector(".ml-erreurs")?.focus();

// Drafts. HTMX sends them (composants/brouillon.html); here: the message when it fails, and another try.
const ESSAI = 10000;
document.querySelectorAll("form[data-brouillon]").forEach((formulaire) => {
  const etat = formulaire.querySelector("[data-etat-brouillon]");
  let estVerifie = false;
  let estModifie = false;

  const dire = (texte, estAlerte) => {
    if (!etat) return;
    etat.textContent = texte;
    etat.toggleAttribute("data-alerte", estAlerte);
  };
  const echouer = (texte) => {
    dire(texte, true);
    setTimeout(async () => { if (etat?.hasAttribute("data-alerte") && (await envoyer()) === "") return; }, ESSAI);
  };
  const envoyer = async () => {
    const saisie = new FormData(formulaire);
    [...saisie].forEach(([nom, valeur]) => { if (valeur instanceof File) saisie.delete(nom); });
    let reponse;
    try {
      reponse = await fetch(formulaire.dataset.brouillon, { method: "POST", body: saisie, redirect: "manual" });
    } catch {
      const texte = "Connexion interrompue : votre saisie reste ici, nouvel essai dans quelques secondes.";
      echouer(texte);
      return texte;
    }
    if (reponse.type === "opaqueredirect" || !reponse.ok) {
      const texte = "Votre session a expiré : reconnectez-vous dans un autre onglet, votre saisie reste ici.";
      echouer(texte);
      return texte;
    }
    dire(await reponse.text(), false);
    estModifie = false;
    return "";
  };

  formulaire.addEventListener("input", () => { estModifie = true; });
  formulaire.addEventListener("htmx:afterRequest", (evenement) => {
    if (evenement.detail.successful) { estModifie = false; etat?.removeAttribute("data-alerte"); }
  });
  formulaire.addEventListener("htmx:sendError", () => echouer("Connexion interrompue : votre saisie reste ici, nouvel essai dans quelques secondes."));
  formulaire.addEventListener("submit", async (envoi) => {
    if (estVerifie) return;
    envoi.preventDefault();
    if ((await envoyer()) !== "") return;
    estVerifie = true;
    formulaire.requestSubmit(envoi.submitter ?? undefined);
    setTimeout(() => { estVerifie = false; }, 2000);
  });
  addEventListener("beforeunload", (depart) => { if (estModifie && !estVerifie) depart.preventDefault(); });
});

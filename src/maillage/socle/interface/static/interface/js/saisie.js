// Forms: keys that choose, Ctrl+Enter, drop zones, drafts that survive a cut or the end of the session.
document.addEventListener("keydown", (touche) => {
  if (touche.key === "Enter" && (touche.ctrlKey || touche.metaKey)) {
    const formulaire = touche.target.closest("form") ?? document.querySelector("form:has([data-enregistre])");
    formulaire?.requestSubmit(formulaire.querySelector("[data-enregistre]"));
    return;
  }
  if (touche.ctrlKey || touche.metaKey || touche.altKey) return;
  const choix = touche.target.closest?.("fieldset")?.querySelectorAll("[data-touche]");
  if (!choix?.length || touche.target.matches("input:not([type=radio]):not([type=checkbox]), textarea")) return;
  const option = [...choix][Number(touche.key) - 1];
  if (option && !option.disabled) { touche.preventDefault(); option.focus(); option.click(); }
});

// The number of each option is shown beside it.
document.querySelectorAll("fieldset").forEach((groupe) => {
  groupe.querySelectorAll("[data-touche]").forEach((option, rang) => {
    if (rang > 8) return;
    const signe = document.createElement("span");
    signe.className = "ml-touche";
    signe.setAttribute("aria-hidden", "true");
    signe.textContent = rang + 1;
    document.querySelector(`label[for="${option.id}"]`)?.prepend(signe);
  });
});

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

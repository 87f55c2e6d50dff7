// Lines that could not be sent: kept in this browser, sealed for the agent who typed them, and sent again in order.
// A line leaves only when the server has it, or when its author takes its text back. The server writes each key once.
const page = document.getElementById("direct");
const composer = document.getElementById("composer");
const zone = document.getElementById("attente");
const DELAI = 8000;

if (page?.dataset.cle && composer && zone && globalThis.crypto?.subtle && globalThis.indexedDB) await demarrer();

async function demarrer() {
  const agent = page.dataset.agent;
  const base = await ouvrir();
  const brute = Uint8Array.from(page.dataset.cle.match(/../g), (octet) => parseInt(octet, 16));
  const cle = await crypto.subtle.importKey("raw", brute, "AES-GCM", false, ["encrypt", "decrypt"]);
  const refus = new Map();
  let envoiEnCours = false;

  const sceller = async (contenu) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const chiffre = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, cle, new TextEncoder().encode(JSON.stringify(contenu)));
    return { iv, chiffre };
  };
  const desceller = async ({ iv, chiffre }) =>
    JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, cle, chiffre)));

  const magasin = (mode) => base.transaction("envois", mode).objectStore("envois");
  const garder = async (id, contenu) => {
    const scelle = await sceller(contenu);  // before the transaction: it would close while the text is sealed
    await requete(magasin("readwrite").put({ id, agent, instant: contenu.horodatage, ...scelle }));
  };
  const oublier = (id) => requete(magasin("readwrite").delete(id));
  const lire = async () => {
    const siens = (await requete(magasin("readonly").getAll())).filter((envoi) => envoi.agent === agent);
    siens.sort((a, b) => (a.instant < b.instant ? -1 : 1));
    const lus = [];
    for (const envoi of siens) {
      // Sealed under an older secret: kept, said, never thrown away.
      try { lus.push({ id: envoi.id, ...(await desceller(envoi)) }); } catch { lus.push({ id: envoi.id, estIllisible: true }); }
    }
    return lus;
  };

  composer.addEventListener("htmx:configRequest", (evenement) => {
    const parametres = evenement.detail.parameters;
    const contenu = { adresse: evenement.detail.path, champs: Object.fromEntries([...new FormData(composer)].filter(([nom]) => nom !== "csrfmiddlewaretoken")), horodatage: parametres.horodatage };
    contenu.champs.genre = parametres.genre;
    contenu.champs.horodatage = parametres.horodatage;
    garder(contenu.champs.cle_client, contenu);
    evenement.detail.elt.dataset.envoi = contenu.champs.cle_client;
  });
  composer.addEventListener("htmx:afterRequest", async (evenement) => {
    if (evenement.detail.elt !== composer) return;
    const statut = evenement.detail.xhr.status;
    const id = composer.dataset.envoi;
    // Received, or refused in front of the clerk, whose text is still there: nothing waits. Otherwise it waits.
    // A whole page is the sign-in: the session is over, nothing was written.
    const estRecu = evenement.detail.successful && !/^\s*<!doctype/i.test(evenement.detail.xhr.responseText);
    if (id && (estRecu || statut === 422)) { await oublier(id); if (statut === 422) renouveler(); return montrer(); }
    renouveler();
    composer.elements.texte.value = "";
    await montrer();
  });
  const renouveler = () => { composer.elements.cle_client.value = crypto.randomUUID(); };

  async function envoyerTout() {
    if (envoiEnCours || !navigator.onLine) return;
    envoiEnCours = true;
    let partis = 0;
    try {
      for (const envoi of await lire()) {
        if (envoi.estIllisible || refus.has(envoi.id) || envoi.id === composer.elements.cle_client.value) continue;
        const reponse = await envoyer(envoi);
        if (reponse === null) break;
        if (reponse.ok) { await oublier(envoi.id); partis += 1; }
        else if (reponse.status === 422) refus.set(envoi.id, await message(reponse));
        else if ([403, 404].includes(reponse.status)) refus.set(envoi.id, "Le serveur ne l’accepte plus ici.");
        else break;
      }
    } finally { envoiEnCours = false; }
    if (partis) document.dispatchEvent(new CustomEvent("audience:relire"));
    await montrer();
  }
  // Signed in again elsewhere, the page holds the mark of the former session: it is read again, once, before a line is
  // said refused. Somebody else signed in: the lines wait for their author.
  async function envoyer(envoi) {
    const reponse = await poster(envoi);
    if (reponse?.status !== 403) return reponse;
    return (await renouerSession()) ? poster(envoi) : null;
  }
  async function renouerSession() {
    try {
      const reponse = await fetch(location.href, { redirect: "manual" });
      if (!reponse.ok) return false;
      const relue = new DOMParser().parseFromString(await reponse.text(), "text/html");
      const jeton = relue.querySelector("#composer [name=csrfmiddlewaretoken]")?.value;
      if (!jeton || relue.getElementById("direct")?.dataset.agent !== agent) return false;
      document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((champ) => { champ.value = jeton; });
      return true;
    } catch { return false; }
  }
  async function poster({ adresse, champs }) {
    const corps = new FormData();
    Object.entries(champs).forEach(([nom, valeur]) => corps.set(nom, valeur));
    corps.set("csrfmiddlewaretoken", composer.elements.csrfmiddlewaretoken.value);
    try {
      const reponse = await fetch(adresse, { method: "POST", body: corps, headers: { "HX-Request": "true" }, redirect: "manual" });
      return reponse.type === "opaqueredirect" ? null : reponse;
    } catch { return null; }
  }
  const message = async (reponse) => new DOMParser().parseFromString(await reponse.text(), "text/html").body.textContent.trim();

  async function montrer() {
    const attendent = (await lire()).filter((envoi) => envoi.id !== composer.elements.cle_client.value);
    const etat = document.getElementById("etat");
    zone.replaceChildren();
    if (!attendent.length) {
      if (etat?.hasAttribute("data-alerte")) { etat.textContent = "Tout est enregistré"; etat.removeAttribute("data-alerte"); }
      return;
    }
    const nombre = attendent.length > 1 ? `${attendent.length} éléments en attente` : "1 élément en attente";
    if (etat) { etat.textContent = navigator.onLine ? nombre : `${nombre}, hors ligne`; etat.setAttribute("data-alerte", ""); }
    const titre = document.createElement("p");
    titre.textContent = `${nombre} : gardé sur ce poste, chiffré, envoyé dès que possible.`;
    const liste = document.createElement("ol");
    attendent.forEach((envoi) => liste.append(ligne(envoi)));
    zone.append(titre, liste);
  }
  function ligne(envoi) {
    const element = document.createElement("li");
    if (envoi.estIllisible) { element.textContent = "Une ligne d’une session plus ancienne ne peut pas être ouverte ici : elle est gardée."; return element; }
    const bouton = composer.querySelector(`.au-commande[value="${CSS.escape(envoi.champs.genre)}"]`);
    element.textContent = `${bouton?.lastChild.textContent.trim() ?? "Note"}${envoi.champs.texte ? ` : ${envoi.champs.texte}` : ""}`;
    if (refus.has(envoi.id)) {
      const raison = document.createElement("span");
      raison.className = "au-attente__refus";
      raison.textContent = ` ${refus.get(envoi.id)} `;
      const reprendre = document.createElement("button");
      reprendre.type = "button";
      reprendre.className = "ml-lien-bouton";
      reprendre.textContent = "Reprendre ce texte";
      reprendre.addEventListener("click", async () => {
        composer.elements.texte.value = `${composer.elements.texte.value} ${envoi.champs.texte ?? ""}`.trim();
        composer.elements.texte.focus();
        refus.delete(envoi.id);
        await oublier(envoi.id);
        montrer();
      });
      element.append(raison, reprendre);
    }
    return element;
  }

  addEventListener("online", envoyerTout);
  setInterval(async () => { if (zone.hasChildNodes()) await envoyerTout(); }, DELAI);
  await montrer();
  await envoyerTout();
}

function requete(demande) {
  return new Promise((tenir, manquer) => { demande.onsuccess = () => tenir(demande.result); demande.onerror = () => manquer(demande.error); });
}
function ouvrir() {
  const demande = indexedDB.open("maillage-audiences", 1);
  demande.onupgradeneeded = () => demande.result.createObjectStore("envois", { keyPath: "id" });
  return requete(demande);
}

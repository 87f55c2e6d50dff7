// A grid of figures (table[data-grille]): arrows and Enter go from cell to cell, a block copied from a spreadsheet
// spreads over the cells from where it is pasted, totals of a row follow.
const lire = (texte) => Number(texte.replace(/[\s\u202f\u00a0]/g, "").replace(",", "."));

document.querySelectorAll("table[data-grille]").forEach((table) => {
  const rangees = [...table.tBodies[0].rows];
  const cellule = (rang, colonne) => rangees[rang]?.cells[colonne]?.querySelector("input");
  const situer = (champ) => {
    const case_ = champ.closest("td");
    return [rangees.indexOf(case_.parentElement), case_.cellIndex];
  };
  const totaliser = (rangee) => {
    const total = rangee.querySelector("[data-total]");
    const valeurs = [...rangee.querySelectorAll("input")].map((champ) => champ.value.trim()).filter(Boolean).map(lire);
    if (!total || !rangee.querySelector("input")) return;
    const somme = valeurs.reduce((a, b) => a + b, 0);
    total.textContent = valeurs.length && !Number.isNaN(somme)
      ? somme.toLocaleString("fr-FR", { minimumFractionDigits: 2, maximumFractionDigits: 2 }) : "–";
  };
  const aller = (champ) => { champ?.focus(); champ?.select(); return Boolean(champ); };

  table.addEventListener("input", (evenement) => totaliser(evenement.target.closest("tr")));
  table.addEventListener("keydown", (touche) => {
    if (!touche.target.matches("input") || touche.ctrlKey || touche.metaKey || touche.altKey) return;
    const pas = { ArrowUp: -1, ArrowDown: 1, Enter: 1 }[touche.key];
    const [rang, colonne] = situer(touche.target);
    if (pas && aller(cellule(rang + pas, colonne))) touche.preventDefault();
    const cote = { ArrowLeft: -1, ArrowRight: 1 }[touche.key];
    const bord = touche.target[cote < 0 ? "selectionStart" : "selectionEnd"] === (cote < 0 ? 0 : touche.target.value.length);
    if (cote && bord && aller(cellule(rang, colonne + cote))) touche.preventDefault();
  });
  table.addEventListener("paste", (collage) => {
    const texte = collage.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "");
    if (!collage.target.matches("input") || !/[\t\n]/.test(texte)) return;
    collage.preventDefault();
    const [depart, premiere] = situer(collage.target);
    texte.split("\n").forEach((ligne, rang) => {
      ligne.split("\t").forEach((valeur, colonne) => {
        const champ = cellule(depart + rang, premiere + colonne);
        if (champ) champ.value = valeur.trim();
      });
      if (rangees[depart + rang]) totaliser(rangees[depart + rang]);
    });
  });
});

// « # » and the first letters of a short cut: the sentences that match, chosen with the arrows and Enter.
// Without it the short cut is written in full by the server.
const texte = document.getElementById("composer-texte");
const liste = document.getElementById("suggestions");
const donnees = document.getElementById("phrases");

if (texte && liste && donnees) {
  const phrases = Object.entries(JSON.parse(donnees.textContent));
  let choisi = -1;

  const marque = () => /(?:^|[^\w#])#([a-z0-9_-]*)$/i.exec(texte.value.slice(0, texte.selectionStart));
  const fermer = () => { liste.hidden = true; liste.replaceChildren(); choisi = -1; };
  const surligner = (rang) => {
    const options = [...liste.children];
    choisi = (rang + options.length) % options.length;
    options.forEach((option, n) => option.setAttribute("aria-selected", String(n === choisi)));
    texte.setAttribute("aria-activedescendant", options[choisi].id);
    options[choisi].scrollIntoView({ block: "nearest" });
  };
  const inserer = (phrase) => {
    const lu = marque();
    if (!lu) return fermer();
    const debut = texte.selectionStart - lu[1].length - 1;
    texte.setRangeText(`${phrase} `, debut, texte.selectionStart, "end");
    fermer();
    texte.focus();
  };

  texte.addEventListener("input", () => {
    const lu = marque();
    const debut = lu?.[1].toLowerCase();
    const trouvees = lu ? phrases.filter(([raccourci, phrase]) => raccourci.startsWith(debut) || (debut.length > 2 && phrase.toLowerCase().includes(debut))) : [];
    if (!trouvees.length) return fermer();
    liste.replaceChildren(...trouvees.slice(0, 8).map(([raccourci, phrase], rang) => {
      const option = document.createElement("button");
      option.type = "button";
      option.id = `phrase-${rang}`;
      option.className = "au-suggestion";
      option.tabIndex = -1;
      option.setAttribute("role", "option");
      const mot = document.createElement("strong");
      mot.textContent = `#${raccourci}`;
      option.append(mot, phrase.length > 110 ? `${phrase.slice(0, 110)}…` : phrase);
      option.addEventListener("mousedown", (clic) => { clic.preventDefault(); inserer(phrase); });
      option.dataset.phrase = phrase;
      return option;
    }));
    liste.hidden = false;
    surligner(0);
  });
  texte.addEventListener("keydown", (touche) => {
    if (liste.hidden || touche.ctrlKey || touche.metaKey || touche.altKey) return;
    if (touche.key === "ArrowDown" || touche.key === "ArrowUp") { touche.preventDefault(); surligner(choisi + (touche.key === "ArrowDown" ? 1 : -1)); }
    else if (touche.key === "Enter" || touche.key === "Tab") { touche.preventDefault(); inserer(liste.children[choisi].dataset.phrase); }
    else if (touche.key === "Escape") { touche.stopPropagation(); fermer(); }
  });
  texte.addEventListener("blur", fermer);
}

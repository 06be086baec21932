// Pasting actions: a copied table keeps its cells, though they hold several lines, and the
// button says how many actions it adds.

document.querySelectorAll('[data-module="app-paste"] textarea').forEach((box) => {
  box.addEventListener("paste", (event) => {
    const rows = tableRows(event.clipboardData.getData("text/html"));
    if (rows.length > 0) {
      event.preventDefault();
      insert(box, rows.map((row) => row.map(quoted).join("\t")).join("\n") + "\n");
    }
  });
});

// The rows of every table of the outermost level; nothing of it is ever shown as HTML.
function tableRows(html) {
  // Word writes pages of styles; they are of no use here, and the site's policy refuses them.
  const bare = html
    .replace(/<style[\s\S]*?<\/style>/gi, "")
    .replace(/\sstyle\s*=\s*("[^"]*"|'[^']*')/gi, "");
  const page = new DOMParser().parseFromString(bare, "text/html");
  const tables = [...page.querySelectorAll("table")].filter((t) => !t.parentElement.closest("table"));
  if (tables.length === 0 || wordsBeside(page, tables)) {
    return [];
  }
  return tables.flatMap((table) => spread([...table.rows]));
}

// Words around a table would be lost with its rows: then the plain text is pasted as it is.
function wordsBeside(page, tables) {
  const all = page.body.textContent.replace(/\s/g, "").length;
  const inside = tables.map((table) => table.textContent.replace(/\s/g, "").length);
  return all > inside.reduce((sum, length) => sum + length, 0);
}

// A merged cell stands in its first place; the other places it covers are empty.
function spread(rows) {
  const grid = rows.map(() => []);
  rows.forEach((row, y) => {
    let x = 0;
    for (const cell of row.cells) {
      while (grid[y][x] !== undefined) {
        x += 1;
      }
      const down = Math.min(cell.rowSpan || rows.length - y, rows.length - y);
      for (let dy = 0; dy < down; dy += 1) {
        for (let dx = 0; dx < Math.min(cell.colSpan, 50); dx += 1) {
          grid[y + dy][x + dx] = dy + dx === 0 ? words(cell) : "";
        }
      }
    }
  });
  const width = Math.max(...grid.map((row) => row.length));
  return grid.map((row) => Array.from({ length: width }, (_, x) => row[x] ?? ""));
}

// The text of a cell with a line for each paragraph, point of a list or break.
function words(cell) {
  const copy = cell.cloneNode(true);
  copy.querySelectorAll("script").forEach((node) => node.remove());
  // Line ends of the source are no line ends; those of the paragraphs are put in after.
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    walker.currentNode.data = walker.currentNode.data.replace(/[ \t\r\n]+/g, " ");
  }
  copy.querySelectorAll("br").forEach((node) => node.replaceWith("\n"));
  copy.querySelectorAll("p, li, div, tr, h1, h2, h3, h4, h5, h6").forEach((node) => {
    node.prepend(node.matches("ul li") ? "\n• " : "\n");
    node.append("\n");
  });
  return copy.textContent
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n");
}

// As Excel does it: a cell of several lines stands in quotation marks.
function quoted(cell) {
  return cell.includes("\n") || (cell.startsWith('"') && cell.endsWith('"'))
    ? `"${cell.replaceAll('"', '""')}"`
    : cell;
}

// As if typed, so that it can be undone from the keyboard.
function insert(box, text) {
  box.focus();
  if (!document.execCommand("insertText", false, text)) {
    box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
  }
}

document.querySelectorAll('[data-module="app-paste-preview"]').forEach((form) => {
  const button = form.querySelector("[data-counts]");
  const ticks = form.querySelectorAll(".app-paste-table input[type=checkbox]");
  const count = () => {
    const ticked = [...ticks].filter((tick) => tick.checked).length;
    button.textContent = ticked === 1 ? "Add 1 action" : `Add ${ticked} actions`;
  };
  if (button) {
    form.addEventListener("change", count);
    count();
  }
});

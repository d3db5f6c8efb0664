/** Files dropped anywhere on the page are sent one by one, each with its progress. */

const form = document.querySelector("#drop");
const words = JSON.parse(form.dataset.words);
const limit = Number(form.dataset.limit) * 1_000_000;
const list = document.querySelector("#sendings");
const lead = form.querySelector(".drop-lead");
const leadWords = lead.textContent;

form.querySelector(".drop-scripted").hidden = false;

/** What is said of one file on its way. */
function sending(file) {
  const item = document.createElement("li");
  const said = document.createElement("span");
  const bar = Object.assign(document.createElement("progress"), { max: 1, value: 0 });
  item.append(said, bar);
  list.append(item);
  list.hidden = false;
  bar.setAttribute("aria-label", file.name);
  return {
    say(text) {
      said.textContent = text.replace("%(name)s", file.name);
    },
    reach(share) {
      bar.value = share;
    },
    refuse(text) {
      said.textContent = `${file.name} : ${text}`;
      item.classList.add("wrong");
      bar.remove();
    },
    read() {
      bar.removeAttribute("value");
    },
    take(address) {
      said.textContent = `${file.name} : `;
      said.append(Object.assign(document.createElement("a"), { href: address, textContent: words.open }));
      bar.remove();
    },
  };
}

function answerOf(request) {
  try {
    return JSON.parse(request.responseText);
  } catch {
    return { addresses: [], refused: [request.status === 413 ? words.too_big : words.failed] };
  }
}

/** Sends one file; gives the address of what was stored, or null. */
function send(file) {
  const told = sending(file);
  if (file.size > limit) {
    told.refuse(words.too_big);
    return Promise.resolve(null);
  }
  told.say(words.sending);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", ({ loaded, total }) => told.reach(loaded / total));
    request.upload.addEventListener("load", () => {
      told.say(words.reading);
      told.read();
    });
    request.addEventListener("error", () => {
      told.refuse(words.failed);
      resolve(null);
    });
    request.addEventListener("load", () => {
      const { addresses, refused } = answerOf(request);
      if (addresses.length) told.take(addresses[0]);
      else told.refuse(refused[0]);
      resolve(addresses[0] ?? null);
    });
    const body = new FormData();
    body.append("page_secret", form.elements.page_secret.value);
    body.append("files", file);
    request.send(body);
  });
}

/** One after the other; then to the file, or to the list where there are several. */
async function sendAll(files) {
  if (!files.length) return;
  list.replaceChildren();
  const stored = [];
  for (const file of files) {
    const address = await send(file);
    if (address) stored.push(address);
  }
  form.elements.files.value = "";
  if (stored.length === files.length) location.assign(stored.length === 1 ? stored[0] : form.action);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  sendAll([...form.elements.files.files]);
});

const page = document.documentElement;
let within = 0;
function over(count) {
  within = Math.max(0, count);
  page.classList.toggle("is-dropping", within > 0);
  lead.textContent = within ? words.here : leadWords;
}
page.addEventListener("dragenter", () => over(within + 1));
page.addEventListener("dragleave", () => over(within - 1));
page.addEventListener("dragover", (event) => event.preventDefault());
page.addEventListener("drop", (event) => {
  event.preventDefault();
  over(0);
  sendAll([...event.dataTransfer.files]);
});

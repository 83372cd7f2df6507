// Upload: one file per request with true progress; interrupted ones go on by themselves when the network is back.
//
// The form is a plain multi-file form. With script every file is posted alone to the form's action (fields: csrf_token, files).
// Answers in JSON: 2xx {"sentence"} stored, 4xx {"sentence"} not taken; 5xx or no answer: tried again; no JSON: the session has ended.
// Photographs taken while [data-together] is ticked carry the same word (together=…) and go one after the other: they are pages of one paper.
// With data-resume="URL" files over one part go in parts, so that a broken line costs one part only:
//   POST URL {name, size, together, csrf_token} → 201, Location: the upload; PATCH it with Upload-Offset and the bytes → 204, Upload-Offset;
//   HEAD it → Upload-Offset; the PATCH that completes it answers like the plain post.

const PART = 1024 * 1024;
const AT_ONCE = 2;
const PAUSES = [1, 3, 10, 30, 60]; // seconds before the next try

document.querySelectorAll('form[data-upload]').forEach(prepare);
document.addEventListener('htmx:load', ({ target }) => target.querySelectorAll?.('form[data-upload]').forEach(prepare));

function prepare(form) {
  if (form.dataset.ready) return;
  form.dataset.ready = 'yes';
  const queue = [];
  let running = 0;

  let last = Promise.resolve();
  const add = (files, together = '') => {
    for (const file of files) {
      const work = job(form, file, together);
      if (together) {
        work.before = last;
        last = new Promise((resolve) => { work.done = resolve; });
      }
      queue.push(work);
    }
    next();
  };
  const next = () => {
    while (running < AT_ONCE && queue.length) {
      running += 1;
      const work = queue.shift();
      Promise.resolve(work.before).then(() => send(form, work)).finally(() => {
        running -= 1;
        work.done?.();
        next();
        if (!running && !queue.length) form.dispatchEvent(new CustomEvent('uploaded', { bubbles: true }));
      });
    }
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const input = form.elements.files;
    if (input.files.length) add(input.files);
    else input.focus();
    input.value = '';
  });
  const hear = (input, how) => {
    input?.addEventListener('change', how);
    if (input?.files.length) how(); // chosen before this script was there to hear it
  };
  const camera = form.querySelector('[data-camera]');
  hear(form.elements.files, () => form.requestSubmit());
  const together = form.querySelector('[data-together]');
  let word = '';
  together?.addEventListener('change', () => { word = ''; });
  hear(camera, () => {
    if (together?.checked) word ||= `${Date.now()}-${Math.random().toString(36).slice(2)}`;
    add(camera.files, word);
    camera.value = '';
  });
  dropAnywhere(form, add);
  addEventListener('beforeunload', (event) => { if (running || queue.length) event.preventDefault(); });
}

function dropAnywhere(form, add) {
  let depth = 0;
  const carriesFiles = (event) => event.dataTransfer?.types.includes('Files');
  const over = (change) => {
    depth = Math.max(0, depth + change);
    form.classList.toggle('is-over', depth > 0);
  };
  document.addEventListener('dragenter', (event) => { if (carriesFiles(event)) over(1); });
  document.addEventListener('dragleave', (event) => { if (carriesFiles(event)) over(-1); });
  document.addEventListener('dragover', (event) => { if (carriesFiles(event)) event.preventDefault(); });
  document.addEventListener('drop', (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    over(-depth);
    add(event.dataTransfer.files);
  });
}

function job(form, file, together) {
  const line = document.createElement('li');
  const name = Object.assign(document.createElement('span'), { className: 'name', textContent: file.name });
  const status = Object.assign(document.createElement('span'), { className: 'quiet small', textContent: form.dataset.wordsWaiting });
  const bar = Object.assign(document.createElement('progress'), { max: 1, value: 0, ariaLabel: file.name });
  line.append(name, status, bar);
  form.querySelector('[data-uploads]').append(line);
  return { file, together, line, status, bar, tries: 0, place: '' };
}

async function send(form, work) {
  const words = form.dataset;
  const show = (part) => {
    work.bar.value = part;
    work.status.textContent = part < 1 ? words.wordsSending.replace('%(percent)s', Math.floor(part * 100)) : words.wordsStoring;
  };
  for (;;) {
    try {
      const answer = await (form.dataset.resume && work.file.size > PART ? inParts(form, work, show) : whole(form, work, show));
      if (isSignedOut(answer)) {
        document.dispatchEvent(new CustomEvent('caseline:signed-out'));
        await new Promise((resolve) => { document.addEventListener('caseline:signed-in', resolve, { once: true }); });
        continue;
      }
      if (answer.status >= 500) throw new Error(answer.status);
      return finish(form, work, answer);
    } catch {
      work.status.textContent = words.wordsOffline;
      await pause(PAUSES[Math.min(work.tries, PAUSES.length - 1)]);
      work.tries += 1;
    }
  }
}

/** The session ended, or its token is an older one: refused as such, or sent to the sign-in page. */
const isSignedOut = ({ status, body }) => status === 401 || (!body && status < 500 && status !== 413);

function finish(form, { line, status, bar }, { status: code, body }) {
  bar.remove();
  const stored = code < 400;
  line.classList.toggle('is-stored', stored);
  status.className = stored ? 'flag flag-done' : 'error';
  if (body?.sentence) line.querySelector('.name').remove(); // the sentence names the file
  status.textContent = body?.sentence || (stored ? form.dataset.wordsStored : form.dataset.wordsFailed);
  form.dispatchEvent(new CustomEvent('stored', { bubbles: true, detail: body }));
}

function whole(form, { file, together }, show) {
  const data = new FormData();
  data.append('csrf_token', form.elements.csrf_token.value);
  data.append('together', together);
  data.append('files', file, file.name);
  return request('POST', form.action, data, {}, (sent, all) => show(sent / all));
}

async function inParts(form, work, show) {
  const { file } = work;
  const token = { 'X-CSRFToken': form.elements.csrf_token.value };
  let offset = 0;
  if (work.place) {
    const where = await request('HEAD', work.place, null, token);
    if (where.status < 400) offset = Number(where.header('Upload-Offset'));
    else work.place = '';
  }
  if (!work.place) {
    const data = new FormData();
    data.append('csrf_token', form.elements.csrf_token.value);
    data.append('name', file.name);
    data.append('size', file.size);
    data.append('together', work.together);
    const begun = await request('POST', form.dataset.resume, data);
    if (begun.status !== 201) return begun;
    work.place = begun.header('Location');
  }
  for (;;) {
    const part = file.slice(offset, offset + PART);
    const from = offset;
    const answer = await request('PATCH', work.place, part, { ...token, 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' },
      (sent) => show((from + sent) / file.size));
    if (answer.status === 409) throw new Error('another place'); // an answer was lost: ask again how far it has come
    offset += part.size;
    if (answer.status >= 400 || offset >= file.size) return answer;
  }
}

function request(method, url, body, headers = {}, progress = null) {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open(method, url);
    xhr.setRequestHeader('Accept', 'application/json');
    Object.entries(headers).forEach(([name, value]) => xhr.setRequestHeader(name, value));
    if (progress) xhr.upload.addEventListener('progress', (event) => progress(event.loaded, event.total));
    xhr.addEventListener('load', () => resolve({ status: xhr.status, header: (name) => xhr.getResponseHeader(name), body: json(xhr) }));
    xhr.addEventListener('error', () => reject(new Error('no connection')));
    xhr.send(body);
  });
}

function json(xhr) {
  try {
    return xhr.status === 204 || xhr.status === 201 ? {} : JSON.parse(xhr.responseText);
  } catch {
    return null;
  }
}

/** Wait some seconds, or until the network is back. */
function pause(seconds) {
  return new Promise((resolve) => {
    setTimeout(resolve, seconds * 1000);
    addEventListener('online', resolve, { once: true });
  });
}

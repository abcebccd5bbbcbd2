const SCHEME = 'accessToken';
const OPERATION = ['/v1/customers/{customerId}', 'put'];
const SAMPLE = [...OPERATION, 'requestBody', 'content', 'application/json', 'examples', 'sample'];
const RENDERING_MS = 100;

const buttons = document.querySelectorAll('header button');
const state = document.getElementById('token-state');

/** Shows each documented response as one line until it is opened, to keep the request in view. */
const FoldedResponses = () => ({
  wrapComponents: {
    response: (Response, { React: { createElement, useState } }) =>
      function FoldedResponse(props) {
        const [isOpen, setOpen] = useState(false);
        if (isOpen) return createElement(Response, props);
        const text = props.response.get('description');
        const open = { type: 'button', 'aria-expanded': false, onClick: () => setOpen(true) };
        return createElement(
          'tr',
          { className: 'response folded' },
          createElement('td', { className: 'response-col_status' }, props.code),
          createElement('td', { colSpan: 2 }, createElement('button', open, text)),
        );
      },
  },
});

const ui = window.SwaggerUIBundle({
  url: '/docs/openapi.json',
  dom_id: '#reference',
  plugins: [FoldedResponses],
  deepLinking: true,
  docExpansion: 'full',
  tryItOutEnabled: true,
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
  // The default validator is an external server.
  validatorUrl: null,
  responseInterceptor: (response) => {
    if (response.url.includes('/v1/')) setTimeout(showAnswer, RENDERING_MS);
    return response;
  },
  onComplete: () => setBusy(false),
});

setBusy(true);
onClick('get-token', getToken);
onClick('send-sample', async () => {
  await getToken();
  const { specSelectors, oas3Actions } = ui.getSystem();
  const sample = specSelectors.specJson().getIn(['paths', ...SAMPLE, 'value']);
  const value = JSON.stringify(sample, null, 2);
  oas3Actions.setRequestBodyValue({ value, pathMethod: OPERATION });
  // Swagger UI takes a moment to adopt the value.
  setTimeout(() => document.querySelector('.btn.execute').click(), RENDERING_MS);
});

function onClick(id, act) {
  document.getElementById(id).addEventListener('click', async () => {
    setBusy(true);
    try {
      await act();
    } catch (error) {
      state.textContent = `No token: ${error.message}`;
    }
    setBusy(false);
  });
}

function setBusy(isBusy) {
  for (const button of buttons) button.disabled = isBusy;
}

async function getToken() {
  const response = await fetch('/docs/token');
  if (!response.ok) throw new Error(`the issuer answered ${response.status}`);
  const { access_token, expires_in } = await response.json();
  ui.preauthorizeApiKey(SCHEME, access_token);
  const end = new Date(Date.now() + expires_in * 1000).toLocaleTimeString();
  state.textContent = `A token of the client “demo”, valid until ${end}`;
}

/** Swagger UI renders a response some time after it arrives, without an event. */
function showAnswer(polls = 20) {
  const answer = document.querySelector('.live-responses-table');
  if (answer) answer.scrollIntoView({ behavior: 'smooth' });
  else if (polls > 0) setTimeout(showAnswer, RENDERING_MS, polls - 1);
}

const SCHEME = 'accessToken';
const RENDERING_MS = 100;

const button = document.getElementById('get-token');
const state = document.getElementById('token-state');

const ui = window.SwaggerUIBundle({
  url: '/docs/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  docExpansion: 'full',
  tryItOutEnabled: true,
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
  // It would ask a server elsewhere.
  validatorUrl: null,
  responseInterceptor: (response) => {
    if (response.url.includes('/v1/')) setTimeout(showAnswer, RENDERING_MS);
    return response;
  },
  onComplete: () => {
    button.disabled = false;
  },
});

button.disabled = true;
button.addEventListener('click', async () => {
  button.disabled = true;
  try {
    const response = await fetch('/docs/token');
    if (!response.ok) throw new Error(`the issuer answered ${response.status}`);
    authorize(await response.json());
  } catch (error) {
    state.textContent = `No token: ${error.message}`;
  }
  button.disabled = false;
});

function authorize({ access_token, expires_in }) {
  ui.preauthorizeApiKey(SCHEME, access_token);
  const end = new Date(Date.now() + expires_in * 1000).toLocaleTimeString();
  state.textContent = `A token of the client “demo”, valid until ${end}`;
}

/** Swagger UI shows an answer some time after it has come, and says nothing when it has. */
function showAnswer(attempts = 20) {
  const answer = document.querySelector('.live-responses-table');
  if (answer) answer.scrollIntoView({ behavior: 'smooth' });
  else if (attempts > 0) setTimeout(showAnswer, RENDERING_MS, attempts - 1);
}

// Swagger UI has dark styles behind a class. This script runs before the page is drawn, so that the
// page does not flash.
const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', follow);
follow();

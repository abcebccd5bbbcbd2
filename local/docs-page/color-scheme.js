// Swagger UI has styles for the dark, but leaves it to a class. Before the page is drawn, so that it does not flash.
const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', follow);
follow();

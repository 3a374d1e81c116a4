/**
 * The HTML around every page: as in Docusaurus (core/lib/ssg/ssgTemplate.html.js), but scripts are added when the
 * browser is idle after the page has loaded, and a button that was pressed before that is pressed again afterwards. Where
 * one of them does not come, the page becomes one without scripts, and says so. The two typefaces are fetched first, and
 * used only when they are there at the first paint: no line changes its length.
 */
export const pageTemplate = `<!DOCTYPE html>
<html <%~ it.htmlAttributes %>>
  <head>
    <meta charset="UTF-8">
    <meta name="generator" content="Docusaurus v<%= it.version %>">
    <% it.metaAttributes.forEach((metaAttribute) => { %>
      <%~ metaAttribute %>
    <% }); %>
    <%~ it.headTags %>
    <% for (const font of ['source-sans-3', 'ibm-plex-mono']) { %>
      <link rel="preload" as="font" type="font/woff2" href="<%= it.baseUrl %>fonts/<%= font %>.woff2" crossorigin>
    <% } %>
    <style>
      @font-face { font-family: 'Source Sans 3 Variable'; src: url('<%= it.baseUrl %>fonts/source-sans-3.woff2') format('woff2'); font-weight: 200 900; font-display: optional; }
      @font-face { font-family: 'IBM Plex Mono'; src: url('<%= it.baseUrl %>fonts/ibm-plex-mono.woff2') format('woff2'); font-weight: 400 700; font-display: optional; }
    </style>
    <% it.stylesheets.forEach((stylesheet) => { %>
      <link rel="stylesheet" href="<%= it.baseUrl %><%= stylesheet %>" />
    <% }); %>
    <script>
      (() => {
        const root = document.documentElement;
        root.dataset.js = '';
        // Whether there is a place for who comes back is known before the first paint; see quiz/glance.
        try {
          if (/"opened":\\["/.test(localStorage.getItem('200-or-202:glance'))) root.dataset.returning = '';
        } catch {}
        // Who has guessed already sees what was measured at once; see lesson/Covered.
        addEventListener('DOMContentLoaded', () => {
          try {
            const { predicted } = JSON.parse(localStorage.getItem('200-or-202:glance'));
            const asked = [...document.querySelectorAll('[data-predict]')];
            if (asked.every(({ dataset }) => dataset.predict in predicted)) root.dataset.guessed = '';
          } catch {}
        });
        const scripts = [<% it.scripts.forEach((script) => { %>'<%= it.baseUrl %><%= script %>',<% }); %>];
        // Nothing in the page will ever answer: it is read as without scripts, and says what is to be done; see css/coming.css.
        const neverLive = () => {
          if (!('js' in root.dataset)) return;
          delete root.dataset.js;
          delete root.dataset.returning;
          removeEventListener('click', remember, true);
          document.body.insertAdjacentHTML('beforeend', '<p class="never-live" role="alert">A part of this page did not come. <button class="button button--secondary button--sm">Load the page again</button></p>');
          document.body.lastChild.lastChild.onclick = () => location.reload();
        };
        addEventListener('never-live', neverLive);
        const start = () => scripts.forEach((src) => {
          const script = document.createElement('script');
          Object.assign(script, { src, async: false, onerror: neverLive });
          document.head.append(script);
        });
        addEventListener('load', () => (window.requestIdleCallback || setTimeout)(start, { timeout: 3000 }));
        // Who came for one place of the page stays there while other parts take their size, until they move.
        addEventListener('DOMContentLoaded', () => {
          let place;
          try { place = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch {}
          // A text fragment leads to a sentence below its section: the browser knows better where that is.
          if (!place || performance.getEntriesByType('navigation')[0].name.includes(':~:')) return;
          const observer = new ResizeObserver(() => place.scrollIntoView());
          observer.observe(document.body);
          const leave = () => observer.disconnect();
          ['wheel', 'touchstart', 'keydown', 'pointerdown'].forEach((move) => addEventListener(move, leave, { once: true, passive: true }));
        });
        const pressed = [];
        const remember = (event) => {
          // What opens a popover does so without any script: pressed again it would close it.
          const button = event.target.closest('button:not([popovertarget])');
          if (!button) return;
          pressed.push(button);
          // React may be listening already although the page is not yet alive: it must not hear this press twice.
          event.stopPropagation();
        };
        addEventListener('click', remember, true);
        new MutationObserver((_, observer) => {
          if (root.dataset.hasHydrated !== 'true') return;
          observer.disconnect();
          removeEventListener('click', remember, true);
          pressed.forEach((button) => button.isConnected && button.click());
        }).observe(root, { attributeFilter: ['data-has-hydrated'] });
      })();
    </script>
  </head>
  <body <%~ it.bodyAttributes %>>
    <%~ it.preBodyTags %>
    <div id="__docusaurus"><%~ it.appHtml %></div>
    <%~ it.postBodyTags %>
  </body>
</html>
`;

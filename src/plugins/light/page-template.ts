/**
 * The HTML around every page: as in Docusaurus (core/lib/ssg/ssgTemplate.html.js), but scripts are added when the
 * browser is idle after the page has loaded, and a button that was pressed before that is pressed again afterwards.
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
    <% it.stylesheets.forEach((stylesheet) => { %>
      <link rel="stylesheet" href="<%= it.baseUrl %><%= stylesheet %>" />
    <% }); %>
    <script>
      (() => {
        const root = document.documentElement;
        root.dataset.js = '';
        const scripts = [<% it.scripts.forEach((script) => { %>'<%= it.baseUrl %><%= script %>',<% }); %>];
        const start = () => scripts.forEach((src) => {
          const script = document.createElement('script');
          Object.assign(script, { src, async: false });
          document.head.append(script);
        });
        addEventListener('load', () => (window.requestIdleCallback || setTimeout)(start, { timeout: 3000 }));
        // Who came for one place of the page stays there while other parts take their size, until they move.
        addEventListener('DOMContentLoaded', () => {
          const place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
          if (!place) return;
          const observer = new ResizeObserver(() => place.scrollIntoView());
          observer.observe(document.body);
          const leave = () => observer.disconnect();
          ['wheel', 'touchstart', 'keydown', 'pointerdown'].forEach((move) => addEventListener(move, leave, { once: true, passive: true }));
        });
        const pressed = [];
        const remember = (event) => {
          const button = event.target.closest('button');
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

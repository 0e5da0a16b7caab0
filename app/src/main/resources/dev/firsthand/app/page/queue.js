// One key for each answer; typing into a field is left alone.
addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const button = document.querySelector(`button[data-key="${CSS.escape(event.key)}"]`);
  if (button) button.click();
  const box = document.querySelector(`input[data-key="${CSS.escape(event.key)}"]`);
  if (box) box.checked = !box.checked;
});

const put = (id, text) => {
  document.getElementById(id).textContent = text;
};

window.onCall((call) => {
  put('name', call === null ? '' : call.name);
  put('number', call === null ? '' : call.number);
  put('actions', call === null ? '' : 'Decline Open Dismiss');
});

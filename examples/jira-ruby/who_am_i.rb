# Logs in to Jira with jira-ruby, says who is logged in, and logs out.
ENV['BUNDLE_GEMFILE'] ||= File.join(__dir__, 'Gemfile')
require 'bundler/setup'
require 'jira-ruby'

client = JIRA::Client.new(
  site: ENV.fetch('JIRA_SITE_URL'),
  context_path: '',
  username: ENV.fetch('JIRA_USERNAME'),
  password: ENV.fetch('JIRA_PASSWORD'),
  auth_type: :cookie,
  use_cookies: true,
  use_ssl: ENV.fetch('JIRA_SITE_URL').start_with?('https:')
)
puts JSON.parse(client.get('/rest/auth/1/session').body).fetch('name')
client.delete('/rest/auth/1/session')

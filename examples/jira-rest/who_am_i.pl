# Logs in to Jira with JIRA::REST, says who is logged in, and logs out.
use strict;
use warnings;
use JIRA::REST;

# The log-in is in the constructor, the log-out in the destructor.
eval {
    my $jira = JIRA::REST->new({
        url      => $ENV{JIRA_SITE_URL},
        username => $ENV{JIRA_USERNAME},
        password => $ENV{JIRA_PASSWORD},
        session  => 1,
    });
    print $jira->GET('/rest/auth/1/session')->{name}, "\n";
    1;
} or do {
    # The exit code of die is whatever the last error of the system was.
    warn $@;
    exit 1;
};
